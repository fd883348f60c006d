// An application that has installed the package; it is compiled, not run.
import { ClosedError, RoomClient } from 'rtc-rooms';
import type { RoomSnapshot } from 'rtc-rooms';

interface Polls {
  commands: { poll: { fields: { question: string }; data: { poll: string } } };
  events: { 'poll-ended': { yes: number } };
}

export async function enter(link: string, show: (snapshot: RoomSnapshot) => void): Promise<string> {
  try {
    const room = await RoomClient.open<Polls>(link, { name: 'Ann' });
    room.subscribe(() => show(room.getSnapshot()));
    room.addEventListener('message', ({ detail }) => console.log(detail.yes.toFixed()));
    room.connect();
    return (await room.command('poll', { question: 'Tea?' })).data.poll;
  } catch (error) {
    return error instanceof ClosedError ? String(error.code) : 'another';
  }
}

export const wrong = (room: RoomClient): string => {
  // @ts-expect-error it is a map
  return room.members;
};
