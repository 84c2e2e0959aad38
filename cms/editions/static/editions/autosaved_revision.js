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
