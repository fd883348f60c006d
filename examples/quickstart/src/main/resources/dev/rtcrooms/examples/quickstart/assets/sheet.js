import { byId } from './page.js';

/** Where the panel stands beside the stage, as in layout.css; elsewhere it is a sheet below it. */
const BESIDE = matchMedia('(min-width: 56rem), (orientation: landscape) and (max-height: 30rem) and (min-width: 36rem)');

/** With less height than this, in CSS pixels, a keyboard is open and the sheet gets all of it. */
const LOW = 480;

/** On a phone the panel is a sheet that opens with one of its tabs, and closes by its button or the tab that is open. */
export function enableSheet(panel) {
  const button = byId('sheet');
  const set = (open) => {
    panel.classList.toggle('collapsed', !open);
    button.setAttribute('aria-expanded', open);
  };
  button.addEventListener('click', () => set(panel.classList.contains('collapsed')));
  // before the tab itself hears of it, so that it finds the sheet open
  panel.querySelector('[role=tablist]').addEventListener(
    'click',
    ({ target }) => {
      const tab = target.closest('[role=tab]');
      if (tab && !BESIDE.matches) set(panel.classList.contains('collapsed') || tab.getAttribute('aria-selected') !== 'true');
    },
    true,
  );
  BESIDE.addEventListener('change', () => set(BESIDE.matches));
  set(BESIDE.matches);
  byId('rules').open = BESIDE.matches; // a sheet has little room above the people
}

/** Keeps the page as high as what the keyboard leaves of the window; some browsers only lay it over the page. */
export function followKeyboard() {
  const { visualViewport } = window;
  if (!visualViewport) return;
  const root = document.documentElement;
  const fit = () => {
    if (visualViewport.scale !== 1) return; // the user looks closer
    root.style.setProperty('--window-height', `${visualViewport.height}px`);
    root.classList.toggle('low', visualViewport.height < LOW && !BESIDE.matches);
    window.scrollTo(0, 0);
  };
  visualViewport.addEventListener('resize', fit);
  fit();
}
