import { preference } from './preferences.js';

/** Two notes each, in hertz. */
const NOTES = { joined: [523, 784], left: [523, 392], said: [659, 659], asked: [784, 1047] };
const NOTE_S = 0.12;
const VOLUME = 0.06;

let context = null;

/**
 * A short sound, unless the user wants none or has not touched the page yet.
 *
 * @param {keyof typeof NOTES} what
 */
export function chime(what) {
  if (!preference('sounds') || navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  const volume = new GainNode(context, { gain: VOLUME });
  volume.connect(context.destination);
  NOTES[what].forEach((frequency, index) => {
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume);
    note.start(context.currentTime + index * NOTE_S);
    note.stop(context.currentTime + (index + 1) * NOTE_S);
  });
}
