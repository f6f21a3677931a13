/** A dock that would leave no room for what is on the table (large text, many options) flows at the end of the page instead of sticking; a result scrolls in itself. */
export function fitDock(root, reading = false) {
  const dock = root.querySelector('.dock');
  if (!dock) return;
  dock.classList.toggle('dock-flow', globalThis.innerHeight < 420 || (!reading && dock.offsetHeight > globalThis.innerHeight * 0.45));
}
