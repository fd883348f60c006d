/** How long controls are seen that nobody uses, in milliseconds. */
const PATIENCE = 5_000;

/**
 * On a phone the controls lie over the pictures. They go when nobody uses them, and a tap on the stage shows them or
 * hides them at once; the keyboard reaches them always. The style sheet says where this counts.
 *
 * @param {HTMLElement} stage
 */
export function hideQuietControls(stage) {
  let timer;
  const set = (quiet) => {
    stage.classList.toggle('quiet', quiet);
    clearTimeout(timer);
    if (!quiet) timer = setTimeout(() => set(true), PATIENCE);
  };
  stage.addEventListener('click', ({ target }) => set(!target.closest('button') && !stage.classList.contains('quiet')));
  stage.addEventListener('focusin', () => set(false));
  set(false);
}
