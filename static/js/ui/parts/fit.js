/** A dock that would cover half the screen (large text, many options) flows at the end of the page instead of sticking. */
export function fitDock(root) {
  const dock = root.querySelector('.dock');
  if (!dock) return;
  dock.classList.toggle('dock-flow', dock.offsetHeight > globalThis.innerHeight * 0.55);
}
