// Autosave moves the draft on to a new revision. The form's own saves must say so too, or they
// would look as if they were made from the version before.
document.addEventListener("w-autosave:success", (event) => {
  const form = event.target;
  const saved = event.detail.data;
  if (!saved || !saved.revision_id) return;
  const seen = {
    loaded_revision_id: saved.revision_id,
    loaded_revision_created_at: saved.revision_created_at,
  };
  for (const [name, value] of Object.entries(seen)) {
    let inputs = form.querySelectorAll(`input[name="${name}"]`);
    if (!inputs.length) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      form.prepend(input);
      inputs = [input];
    }
    for (const input of inputs) input.value = value;
  }
});

// Autosave and the form's own saves take turns: one that is under way has made a version, or a
// whole page, of which the form does not know before it is answered.
const autosaving = new WeakSet();
const waiting = new Map(); // form → the button that was pressed meanwhile
const leaving = new WeakSet();

document.addEventListener("w-autosave:save", (event) => {
  if (leaving.has(event.target)) event.preventDefault();
  else autosaving.add(event.target);
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (autosaving.has(event.target)) {
    event.preventDefault();
    waiting.set(event.target, event.submitter);
  } else {
    leaving.add(event.target);
  }
});

for (const end of ["success", "error"]) {
  document.addEventListener(`w-autosave:${end}`, ({ target: form }) => {
    autosaving.delete(form);
    if (!waiting.has(form)) return;
    const button = waiting.get(form);
    waiting.delete(form);
    // Wagtail disables a button that was pressed, and a disabled one would not be sent.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  });
}
