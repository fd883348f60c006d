// An application that has installed the package; it is compiled, not run.
import { ClosedError, RoomClient } from 'rtc-rooms';
import { Devices } from 'rtc-rooms/devices';
import { RoomClient as TalkingClient } from 'rtc-rooms/no-media';
import type { Person, RoomSnapshot } from 'rtc-rooms';
import { useMembers, useRoom, useStreams } from 'rtc-rooms/react';
import type { RoomStream } from 'rtc-rooms/react';

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

export function useTitle(room: RoomClient<Polls>): string {
  const { state } = useRoom(room);
  const watchers: number = useRoom(room, ({ viewers }) => viewers.watchers);
  const people: readonly Person[] = useMembers(room);
  const streams: readonly RoomStream[] = useStreams(room);
  const shown = streams.map(({ client, member, stream, kind }) => `${member?.name ?? client} ${kind} ${stream.id}`);
  return [state, watchers, people.length, ...shown].join();
}

export const talking = (address: string): RoomClient => new TalkingClient(address, { name: 'Bot' });

export async function publish(room: RoomClient): Promise<readonly MediaDeviceInfo[]> {
  const devices = new Devices();
  devices.addEventListener('lost', ({ detail }) => console.log(detail.kind, detail.unplugged));
  await room.publish(await devices.open({ audio: true, video: true }));
  return devices.list('videoinput');
}
