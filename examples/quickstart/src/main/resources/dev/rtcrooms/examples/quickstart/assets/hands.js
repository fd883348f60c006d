import { chime } from './chime.js';
import { isolated } from './page.js';
import { toast } from './toast.js';

/** Tells a moderator at once who has raised a hand, whatever the panel shows. */
export function followHands(room) {
  let known = null;
  room.addEventListener('moderation', ({ detail: { moderation } }) => {
    const { hands } = moderation;
    if (known !== null && room.grants.has('moderate')) {
      for (const { user, name } of hands.values()) {
        if (known.has(user) || user === room.self?.user) continue;
        toast(`${isolated(name)} has raised a hand`);
        chime('asked');
      }
    }
    known = new Set(hands.keys());
  });
}
