// This script of an error page sends requests until the site answers again, and then loads the site. It sends HEAD requests, which save
// nothing. If the failed request was for a page of the list, the script loads that page. Otherwise it loads the first page, because another
// address may save something. The script omits the fragment of the address. With a fragment, the browser would only scroll on the error
// page.
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
