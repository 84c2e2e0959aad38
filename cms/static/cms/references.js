// Opens a reference beside the number that cites it. Without it the number leads to the list.
const beside = document.getElementById("beside");
const [title, text] = beside.children;
const toList = beside.querySelector("a");
let opener;

function open(link, entry) {
  title.textContent = link.ariaLabel;
  text.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)));
  for (const back of text.querySelectorAll(".references__back")) back.remove();
  toList.hash = link.hash;
  link.focus({ preventScroll: true }); // a tap does not always; focus returns here
  opener = link;
  link.dataset.open = "";
  beside.hidden = false;
  beside.showPopover({ source: link });
  beside.focus({ preventScroll: true });
}

function follow(event) {
  const link = event.target.closest(".cite a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const entry = document.getElementById(link.hash.slice(1));
  if (!entry) return;
  event.preventDefault();
  open(link, entry);
}

if (beside.showPopover) {
  document.addEventListener("click", follow);
  toList.addEventListener("click", () => beside.hidePopover());
  beside.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed") delete opener.dataset.open;
  });
  // Who tabs on has read it: it must not cover what they come to.
  beside.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !beside.contains(relatedTarget)) beside.hidePopover();
  });
}
