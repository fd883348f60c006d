import { chosen, choose } from './choices.js';
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
    const { mediaDevices } = navigator;
    for (const button of document.querySelectorAll('[data-devices]')) {
      button.hidden = !mediaDevices?.enumerateDevices;
      button.addEventListener('click', () => this.#open());
    }
    byId('device-speaker-row').hidden = !sound.canChooseSpeaker;
    for (const kind of Object.keys(KINDS)) {
      byId(KINDS[kind].field).addEventListener('change', ({ target }) => this.#chose(kind, target.value));
    }
    mediaDevices?.addEventListener?.('devicechange', () => this.#dialog.open && this.#list());
    sound.use(chosen('audiooutput')).catch(() => {}); // one that is gone
  }

  async #open() {
    this.#problem.textContent = '';
    await this.#list();
    this.#dialog.showModal();
  }

  async #list() {
    const all = await navigator.mediaDevices.enumerateDevices();
    for (const [kind, { field, name }] of Object.entries(KINDS)) {
      const devices = all.filter((device) => device.kind === kind && device.deviceId !== '');
      const select = byId(field);
      select.replaceChildren(...devices.map((device, at) => option(device, `${name} ${at + 1}`)));
      if (devices.length === 0) select.append(element('option', '', 'Default device'));
      select.disabled = devices.length === 0;
      const current = this.#current(kind);
      if (devices.some(({ deviceId }) => deviceId === current)) select.value = current;
    }
    byId('devices-unnamed').hidden = all.some(({ label }) => label !== '');
  }

  #current(kind) {
    const track = this.#capture[KINDS[kind].device];
    return track?.getSettings().deviceId ?? chosen(kind);
  }

  async #chose(kind, id) {
    this.#problem.textContent = '';
    choose(kind, id);
    try {
      if (kind === 'audiooutput') await this.#sound.use(id);
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
