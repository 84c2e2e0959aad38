// Marks the section that is being read in the table of contents. Without it that is a plain list.
const contents = document.querySelector(".contents");
const links = new Map();
for (const link of contents.querySelectorAll("a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

const above = new Set();
let current;

function show(link) {
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  current = link;
  if (link) keepInSight(link);
}

// A long list scrolls by itself; the page must not move with it.
function keepInSight(link) {
  const { top, bottom } = contents.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.top < top) contents.scrollTop -= top - place.top;
  if (place.bottom > bottom) contents.scrollTop += place.bottom - bottom;
}

// A section is read from when its heading has passed the first quarter of the window. All that is
// above counts as seen, so that no jump can pass a heading unnoticed.
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) above[isIntersecting ? "add" : "delete"](target);
    show(links.get([...links.keys()].findLast((heading) => above.has(heading))));
  },
  { rootMargin: "1000000px 0px -75% 0px" },
);
for (const heading of links.keys()) observer.observe(heading);
