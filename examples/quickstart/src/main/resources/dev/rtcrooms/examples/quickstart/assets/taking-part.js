import { byId } from './page.js';
import { toast } from './toast.js';

/**
 * Lets one who watches raise a hand, and shows what is needed to take part as long as a moderator lets it.
 *
 * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient} room
 */
export function followTakingPart(room) {
  const hand = byId('hand');
  const devices = byId('devices-in-use');
  hand.addEventListener('click', () => raise(hand.getAttribute('aria-pressed') !== 'true'));
  room.addEventListener('moderation', () => {
    hand.hidden = false; // a room without moderation knows no hands
    hand.setAttribute('aria-pressed', room.moderation.hands.has(room.self?.user));
  });
  for (const event of ['hello', 'grants']) room.addEventListener(event, show);

  function show() {
    const takesPart = room.grants.has('publish');
    if (takesPart === !devices.hidden) return;
    devices.hidden = !takesPart;
    toast(takesPart ? 'You may take part now: turn on your microphone or camera.' : 'You only watch again.');
    if (takesPart && room.moderation.hands.has(room.self?.user)) raise(false);
  }

  function raise(raised) {
    room.raiseHand(raised).catch((problem) => toast(problem.message));
  }
}
