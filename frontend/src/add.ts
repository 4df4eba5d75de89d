// Adding: files may be dropped anywhere on the page; what was chosen and what is too much is said before it is sent.
const form = document.querySelector<HTMLFormElement>("form.add");
const drop = document.getElementById("drop");
const chosen = document.getElementById("chosen");
const input = form?.querySelector<HTMLInputElement>('input[type="file"]');

if (form && drop && chosen && input) {
  document.documentElement.classList.add("js");
  const most = Number(form.dataset.most);
  const mega = (bytes: number): string => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  const show = (): boolean => {
    const files = [...(input.files ?? [])];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const fits = size <= most;
    const names = files.slice(0, 8).map((file) => file.name).join(", ");
    chosen.classList.toggle("bad", !fits);
    chosen.textContent = files.length
      ? `${files.length} ${files.length === 1 ? "file" : "files"}, ${mega(size)}${fits ? "" : `: more than ${mega(most)}, send fewer at once`}. ${names}${files.length > 8 ? " …" : ""}`
      : "";
    return fits;
  };

  input.addEventListener("change", show);
  for (const type of ["dragenter", "dragover"]) {
    addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  addEventListener("dragleave", (event) => {
    if (!(event as DragEvent).relatedTarget) drop.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const given = (event as DragEvent).dataTransfer;
    if (!given?.files.length) return;
    const all = new DataTransfer(); // with what was chosen before
    for (const file of [...(input.files ?? []), ...given.files]) all.items.add(file);
    input.files = all.files;
    show();
  });
  form.addEventListener("submit", (event) => {
    if (!show()) return event.preventDefault();
    document.getElementById("sending")!.textContent = "Sending …";
    return undefined;
  });
}
export {};
