import { devices } from './camera.js';
import { byId, element } from './page.js';

const KINDS = {
  videoinput: { field: 'device-camera', name: 'Camera', device: 'camera' },
  audioinput: { field: 'device-microphone', name: 'Microphone', device: 'microphone' },
  audiooutput: { field: 'device-speaker', name: 'Speaker' },
};

/** The dialog in which the user chooses devices. */
export class Devices {
  #capture;
  #sound;
  #dialog = byId('devices');
  #problem = byId('devices-problem');

  /**
   * @param {import('./capture.js').Capture} capture
   * @param {import('./sound.js').Sound} sound
   */
  constructor(capture, sound) {
    this.#capture = capture;
    this.#sound = sound;
    for (const button of document.querySelectorAll('[data-devices]')) {
      button.hidden = !navigator.mediaDevices?.enumerateDevices;
      button.addEventListener('click', () => this.#open());
    }
    byId('device-speaker-row').hidden = !sound.canChooseSpeaker;
    for (const kind of Object.keys(KINDS)) {
      byId(KINDS[kind].field).addEventListener('change', ({ target }) => this.#chose(kind, target.value));
    }
    devices.addEventListener('change', () => this.#dialog.open && this.#list());
  }

  async #open() {
    this.#problem.textContent = '';
    await this.#list();
    this.#dialog.showModal();
  }

  async #list() {
    let named = false;
    for (const [kind, { field, name }] of Object.entries(KINDS)) {
      const all = await devices.list(kind);
      const select = byId(field);
      select.replaceChildren(...all.map((device, at) => option(device, `${name} ${at + 1}`)));
      if (all.length === 0) select.append(element('option', '', 'Default device'));
      select.disabled = all.length === 0;
      const current = this.#current(kind);
      if (all.some(({ deviceId }) => deviceId === current)) select.value = current;
      named ||= all.some(({ label }) => label !== '');
    }
    byId('devices-unnamed').hidden = named;
  }

  #current(kind) {
    const track = this.#capture[KINDS[kind].device];
    return track?.getSettings().deviceId ?? devices.chosen(kind);
  }

  async #chose(kind, id) {
    this.#problem.textContent = '';
    devices.choose(kind, id);
    try {
      if (kind === 'audiooutput') await this.#sound.reroute();
      else await this.#capture.change(KINDS[kind].device);
    } catch (problem) {
      this.#problem.textContent = problem.message;
    }
    await this.#list(); // shows what it really is
  }
}

function option({ deviceId, label }, unnamed) {
  const made = element('option', '', label || unnamed);
  made.value = deviceId;
  return made;
}
