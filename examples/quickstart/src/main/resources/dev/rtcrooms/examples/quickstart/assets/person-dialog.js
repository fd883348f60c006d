import { byId, element } from './page.js';

const MINUTE = 60_000;
const MEDIA = { audio: 'the microphone', video: 'the camera', screen: 'the screen' };

/** What can be done about a person. */
export class PersonDialog {
  #room;
  #onRefusal;
  #onDirect;
  #dialog = byId('person');

  /**
   * @param {(problem: Error) => void} onRefusal
   * @param {(user: string, name: string) => void} onDirect somebody wants to write to this person only
   */
  constructor(room, onRefusal, onDirect) {
    this.#room = room;
    this.#onRefusal = onRefusal;
    this.#onDirect = onDirect;
  }

  open(person) {
    byId('person-title').replaceChildren(element('bdi', '', person.name));
    byId('person-reason').value = '';
    const moderates = this.#room.grants.has('moderate');
    byId('person-removal').hidden = !moderates;
    const { user, name } = person;
    byId('person-actions').replaceChildren(
      ...(this.#room.grants.has('chat') ? [this.#button('Write to this person only', () => this.#onDirect(user, name))] : []),
      ...(moderates ? this.#moderation(person) : []),
    );
    byId('person-kick').onclick = () => this.#remove((reason) => this.#room.moderate.kick(person.user, { reason }));
    byId('person-ban').onclick = () => {
      const minutes = Number(byId('person-ban-time').value);
      const duration = minutes === 0 ? {} : { duration: minutes * MINUTE };
      this.#remove((reason) => this.#room.moderate.ban(person.user, { ...duration, reason }));
    };
    this.#dialog.showModal();
  }

  #moderation({ user, clients, state }) {
    const { moderate, moderation, publishers } = this.#room;
    const permits = moderation.permits.get(user);
    const takes = (grant) => permits?.taken.has(grant) ?? false;
    const buttons = [];
    const add = (words, work) => buttons.push(this.#button(words, () => work().catch(this.#onRefusal)));
    if (state === 'online' && clients.some((client) => publishers.has(client))) {
      for (const media of Object.keys(MEDIA)) add(`Ask to turn off ${MEDIA[media]}`, () => moderate.mute(user, media));
    }
    if (moderation.hands.has(user)) add('Lower the hand', () => moderate.lowerHand(user));
    add(takes('publish') ? 'Allow microphone and camera' : 'Forbid microphone and camera', () =>
      moderate.permit(user, 'publish', takes('publish')),
    );
    add(takes('chat') ? 'Unmute in chat' : 'Mute in chat', () => moderate.permit(user, 'chat', takes('chat')));
    const isModerator = permits?.given.has('moderate') ?? false;
    add(isModerator ? 'Remove as moderator' : 'Make a moderator', () => moderate.permit(user, 'moderate', !isModerator));
    if (this.#room.members.has(user)) add('Make a viewer', () => moderate.move(user, 'watcher'));
    else add('Make a participant', () => moderate.move(user, 'participant'));
    return buttons;
  }

  #remove(work) {
    const reason = byId('person-reason').value.trim();
    this.#dialog.close();
    work(reason === '' ? undefined : reason).catch(this.#onRefusal);
  }

  #button(words, work) {
    const button = element('button', 'button', words);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.#dialog.close();
      work();
    });
    return button;
  }
}
