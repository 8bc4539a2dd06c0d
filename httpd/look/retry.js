// Looks whether the site answers again and goes on then. It asks with HEAD, which saves nothing, and goes back to where the person was
// only where that is a list: any other address may have been one that saves. What stands after # is left out: with it
// the same address would be a place on this page, not another look at the site.
const target = location.pathname === '/' ? `/${location.search}` : '/';
const next = document.getElementById('next');
const LONGEST = 12;

async function answers() {
  try {
    return (await fetch(target, { method: 'HEAD', cache: 'no-store', headers: { Accept: 'text/html' } })).ok;
  } catch {
    return false;
  }
}

for (let wait = 2; ; wait = Math.min(wait * 1.5, LONGEST)) {
  for (let left = Math.round(wait); left > 0; left--) {
    next.textContent = `Next try in ${left} s.`;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  next.textContent = 'Trying …';
  if (await answers()) {
    location.replace(target);
    break;
  }
}
