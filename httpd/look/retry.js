// Retries until the site answers again, and then loads it. It uses HEAD, which saves nothing. It returns to the address of the failed
// request only if that is a page of the list: any other address may be one that saves. The fragment is omitted, because with it the browser
// would scroll on this page instead of loading the address.
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
