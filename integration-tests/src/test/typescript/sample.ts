// A page that uses the whole public surface of the client; it is compiled, not run. TypesTest checks that nothing is
// missing here.
import { Devices } from './rtc-rooms/devices.js';
import type { DeviceEvents, LostDevice } from './rtc-rooms/devices.js';
import {
  Channel,
  ClosedError,
  CloseCode,
  DisconnectedError,
  RefusalError,
  RoomClient,
  RoomError,
  TooLargeError,
} from './rtc-rooms/rtc-rooms.js';
import type {
  Address,
  BackoffBounds,
  ChannelEvents,
  ChannelOptions,
  CommandType,
  Direct,
  HostEvent,
  HostMessages,
  Member,
  Message,
  Moderation,
  OpenOptions,
  PublishOptions,
  Quality,
  Refusal,
  Reply,
  RoomEvents,
  RoomOptions,
  RoomSnapshot,
  Said,
  SayOptions,
  SayReply,
  ShowOptions,
  State,
  StateChange,
  StreamKind,
  Typist,
  VideoSize,
  Viewers,
} from './rtc-rooms/rtc-rooms.js';

const backoff: BackoffBounds = { base: 100, cap: 5_000 };
const options: RoomOptions = {
  name: 'Ann',
  session: 'a-session-key-of-ann',
  token: async () => 'a.bearer.token',
  rtcConfiguration: { iceServers: [] },
  backoff,
  webSocket: WebSocket,
};
const addresses: Address[] = ['/room/1/websocket', new URL('wss://app.example/room/1/websocket'), () => 'a', async () => 'b'];

function log(...values: readonly unknown[]): void {
  console.log(...values);
}

export function enter(): RoomClient {
  const room = new RoomClient(addresses[0], options);
  room.addEventListener('state', ({ detail }) => showState(detail));
  room.addEventListener('hello', ({ detail }) => log(detail.recovered));
  room.addEventListener('reset', function () {
    log(this.messages.length);
  });
  room.addEventListener('said', ({ detail }) => showSaid(detail));
  room.addEventListener('messages', ({ detail }) => log(detail.messages.length));
  room.addEventListener('said-to', ({ detail }) => showDirect(detail));
  room.addEventListener('typing', ({ detail }) => detail.typing.forEach(({ user, name }: Typist) => log(user, name)));
  room.addEventListener('reads', ({ detail }) => log(detail.reads.get('ann')));
  room.addEventListener('slow-mode', ({ detail }) => log(detail.interval / 1_000));
  room.addEventListener('said-changed', ({ detail: { said, before } }) => log(said.key === before.key, said.edited, said.deleted));
  room.addEventListener('members', ({ detail }) => {
    detail.joined.concat(detail.left).forEach(({ user, name, state, clients }) => log(user, name, state === 'away', clients.length));
    log(detail.members.get('ann')?.info?.avatar, detail.changed.length);
  });
  room.addEventListener('viewers', ({ detail }) => showViewers(detail));
  room.addEventListener('info', ({ detail }) => log(detail.info?.['title'], detail.info === room.info));
  room.addEventListener('recording', ({ detail }) => log(detail.recording === room.recording));
  room.addEventListener('publishers', ({ detail }) => log(detail.publishers, detail.published, detail.unpublished));
  room.addEventListener('grants', ({ detail }) => log(detail.grants.has('chat'), detail.expires?.toFixed(), detail.role));
  room.addEventListener('expiring', ({ detail }) => log(detail.expires.toFixed()));
  room.addEventListener('publishing', ({ detail }) => log(detail.publishing.get('camera')?.id));
  room.addEventListener('stream', ({ detail }) => play(detail.peer, detail.member, detail.stream, detail.kind));
  room.addEventListener('stream-end', ({ detail }) => log(detail.peer, detail.stream.id));
  room.addEventListener('peer', ({ detail }) => log(detail.peer, detail.state === 'connected'));
  room.addEventListener('speakers', ({ detail }) => log(detail.dominant, detail.speaking.length));
  room.addEventListener('paused', ({ detail }) => log(detail.paused.size));
  room.addEventListener('quality', ({ detail }) => showQuality(detail.peer, detail));
  room.addEventListener('channel', ({ detail }) => log(detail.peer, detail.member.name, detail.channel.label));
  room.addEventListener('channel-end', ({ detail }) => log(detail.peer, detail.channel.label));
  room.addEventListener('refusal', ({ detail }) => showRefusal(detail, detail.peer));
  room.addEventListener('closed', ({ detail }) => log(detail.code === CloseCode.ROOM_FULL, detail.reason));
  room.addEventListener('message', ({ detail }) => showMessage(detail));
  room.addEventListener('debug', ({ detail }) => log(detail.what, detail.error));
  room.addEventListener('a-later-event', (event) => log(event.type));
  room.connect();
  return room;
}

function showState({ state, code, reason, retryInMs = 0 }: StateChange): void {
  const words: Record<State, string> = { idle: '', connecting: '', waiting: '', open: '', reconnecting: '', closed: '' };
  log(words[state], code === CloseCode.LOST, reason, retryInMs / 1_000);
}

function showDirect({ key, id, client, user, name, to, toName, text, at, past }: Direct): void {
  log(key, id, client, user, name, to, toName, text, at, past);
}

export async function more(room: RoomClient): Promise<void> {
  const { directs, typing, reads, maxText, slowMode, earlier } = room.getSnapshot();
  log(directs.length, typing.size, reads.size, maxText, slowMode, earlier);
  const there: boolean = await room.loadEarlier({ limit: 20 });
  log(there, (await room.sayTo('ann', 'psst')).id);
  room.setTyping();
  room.markRead(room.messages[0]);
  await room.setSlowMode(10_000).catch((error: RefusalError) => log(error.retryAfter));
}

function showSaid({ id, client, user, name, text, at, offset, past, ...said }: Said): void {
  log(id, client, user, name, text, new Date(at), offset, past);
  log(said.key, said.replyTo, said.mentions.includes(user), said.reactions.get('👍')?.has(user), said.gapAfter);
}

function showMember(member?: Member): string | undefined {
  return member && `${member.client} ${member.user} ${member.name}`;
}

function showViewers({ participants, watchers, participantConnections, watcherConnections }: Viewers): void {
  log(participants + watchers, participantConnections + watcherConnections);
}

function showQuality(peer: string, { level, rtt, inboundLoss, outboundLoss }: Quality): void {
  log(peer, level === 'poor', rtt, inboundLoss, outboundLoss);
}

function showRefusal({ code, text, field }: Refusal, peer?: string): void {
  log(code, text, field, peer);
}

function showMessage(message: Message): void {
  log(message.type, message.anything);
}

function play(peer: string, member: Member, stream: MediaStream, kind: StreamKind): void {
  log(peer, member.name, stream.getTracks(), kind === 'screen');
}

export async function present(room: RoomClient, options: PublishOptions = { kind: 'screen' }): Promise<void> {
  await room.publish(await navigator.mediaDevices.getDisplayMedia(), options);
  log([...room.streams.values()].flat().map((stream) => room.kindOf(stream)));
  const size: VideoSize = { width: 320, height: 180 };
  for (const peer of room.peers.keys()) room.limitVideo(peer, size, options);
  const showing: ShowOptions = { pinned: true };
  for (const stream of [...room.streams.values()].flat()) room.showVideo(stream, room.paused.has(stream) ? null : size, showing);
  for (const video of document.querySelectorAll('video')) room.fitVideo(video, showing)();
  await room.unpublish(options.kind);
}

export async function control(room: RoomClient, { hands, permits, waiting, bans, entry, capacity }: Moderation): Promise<void> {
  log([...hands.values()].map(({ name, at }) => `${name} ${at}`), permits.get('u-7')?.taken.has('chat'), entry === 'locked', capacity);
  log(bans.get('u-7')?.until, bans.get('u-7')?.reason);
  for (const { user, role } of waiting.values()) {
    await (role === 'watcher' ? room.moderate.deny(user, { reason: 'members only' }) : room.moderate.admit(user));
  }
  await room.raiseHand();
  await room.moderate.lowerHand('u-7');
  await room.moderate.kick('u-7');
  await room.moderate.ban('u-7', { duration: 60_000, reason: 'spam' });
  await room.moderate.unban('u-7');
  await room.moderate.permit('u-7', 'chat', false);
  await room.moderate.mute('u-7', 'audio', { client: 'c' });
  await room.moderate.setEntry('waiting');
  await room.moderate.setCapacity(20);
  await room.moderate.move('u-7', 'participant');
  room.addEventListener('moderation', ({ detail }) => log(detail.moderation.entry));
  room.addEventListener('mute-requested', ({ detail }) => log(detail.media === 'all', detail.by?.name));
}

export function follow(room: RoomClient, render: (snapshot: RoomSnapshot) => void): () => void {
  const { subscribe, getSnapshot } = room;
  return subscribe(() => render(getSnapshot()));
}

export function show({ self, role, grants, members, publishers, streams, peers, quality, speakers, messages, viewers, state, offline, restarting, publishing }: RoomSnapshot): void {
  log(showMember(self ?? undefined), role === 'watcher', grants.size, [...members.keys()], publishers.get('client'));
  log([...streams.values()].flat().map((stream) => stream.id), peers.get('client')?.connectionState, quality.get('client'));
  log(speakers.dominant, speakers.speaking.length);
  log(messages.at(-1)?.text, viewers.watchers, state, publishing.get('screen')?.id);
}

export async function talk(room: RoomClient): Promise<void> {
  try {
    const said: SayReply = await room.say('hello');
    log(said.id, said.recorded);
    const [last] = room.messages.slice(-1);
    const options: SayOptions = { replyTo: last, mentions: [last.user] };
    await room.say('hello, too', options);
    await room.edit(last, 'hello again');
    await room.react(last, '👍');
    await room.react(last, '👍', false);
    await room.remove(last);
    const poll: Reply<{ votes: number[] }> = await room.command<{ votes: number[] }>('poll', { question: 'Tea?' });
    log(poll.data.votes.length, poll.recorded);
    await room.refresh();
    const { data } = await room.command('wave');
    log(data.anything);
  } catch (error) {
    explain(error);
  }
  room.leave();
}

function explain(error: unknown): void {
  if (error instanceof RefusalError) {
    log(error.code, error.text, error.field);
  } else if (error instanceof TooLargeError) {
    log(error.size - error.limit);
  } else if (error instanceof ClosedError) {
    log(error.code, error.reason);
  } else if (error instanceof DisconnectedError || error instanceof RoomError) {
    log(error.message);
  }
}

export async function publish(room: RoomClient): Promise<void> {
  await room.publish(await navigator.mediaDevices.getUserMedia({ audio: true }));
  await room.publish();
  await room.unpublish();
}

const channelOptions: ChannelOptions[] = [
  { ordered: false, maxRetransmits: 0, protocol: 'cursors' },
  { maxPacketLifeTime: 100 },
];

export function point(room: RoomClient): void {
  const channel: Channel = room.channel('cursors', channelOptions[0]);
  channel.bufferedAmountLowThreshold = 1_000;
  channel.addEventListener('open', ({ detail }) => log(detail.peer, channel.peers.size));
  channel.addEventListener('close', ({ detail }) => log(detail.peer, detail.reason === 'too-slow'));
  channel.addEventListener('message', ({ detail }) => log(detail.peer, detail.member.name, text(detail.data)));
  const low = ({ detail }: CustomEvent<ChannelEvents['bufferedamountlow']>) => log(detail, channel.bufferedAmount);
  channel.addEventListener('bufferedamountlow', low);
  channel.removeEventListener('bufferedamountlow', low);
  const sent: number[] = [channel.send('text'), channel.send(new ArrayBuffer(1)), channel.send(new Uint8Array(1), 'client')];
  log(sent);
  channel.close();
  const viewers = ({ detail }: CustomEvent<RoomEvents['viewers']>) => showViewers(detail);
  room.removeEventListener('viewers', viewers);
}

function text(data: string | ArrayBuffer): string {
  return typeof data === 'string' ? data : new TextDecoder().decode(data);
}

interface Polls {
  commands: {
    poll: { fields: { question: string }; data: { poll: string } };
    'end-poll': { fields: { poll: string } };
    polls: { data: { polls: readonly string[] } };
  };
  events: { 'poll-ended': { poll: string; yes: number }; 'poll-begun': { question: string } };
}

export async function vote(link: string | URL): Promise<string> {
  const options: OpenOptions = { name: 'Ann', credentials: 'include' };
  const room: RoomClient<Polls> = await RoomClient.open<Polls>(link, options);
  const { data } = await room.command('poll', { question: 'Tea?' });
  const poll: string = data.poll;
  await room.command('end-poll', { poll });
  const { data: all }: Reply<{ polls: readonly string[] }> = await room.command('polls');
  room.addEventListener('message', ({ detail }) => {
    switch (detail.type) {
      case 'poll-ended':
        return log(detail.poll, detail.yes.toFixed());
      case 'poll-begun':
        return log(detail.question);
    }
  });
  // @ts-expect-error there is no such command
  await room.command('pol', { question: 'Tea?' });
  // @ts-expect-error a field is missing
  await room.command('poll');
  // @ts-expect-error a field has another type
  await room.command('end-poll', { poll: 7 });
  // @ts-expect-error the reply has no such data
  log(data.votes);
  // @ts-expect-error there is no such event
  room.addEventListener('message', ({ detail }) => log(detail.type === 'poll-opened'));
  await talk(room as RoomClient<any>);
  const declared: HostMessages = {} satisfies HostMessages;
  const last: HostEvent<Polls> = { type: 'poll-begun', question: all.polls.join() };
  const names: CommandType<Polls>[] = ['poll', 'polls'];
  log(declared.commands, declared.events, last, names);
  return poll;
}

export async function publishChosen(room: RoomClient, video: HTMLVideoElement): Promise<void> {
  const devices: Devices = new Devices();
  const cameras: MediaDeviceInfo[] = await devices.list('videoinput');
  devices.choose('videoinput', cameras[0]?.deviceId);
  devices.choose('audiooutput');
  const id: string | undefined = devices.chosen('videoinput');
  await room.publish(await devices.open({ audio: true, video: { width: { ideal: 1_280 } } }));
  await devices.routeSound(video);
  const gone = ({ kind, track, unplugged }: LostDevice) => log(kind, track.readyState, unplugged, id);
  devices.addEventListener('lost', ({ detail }) => gone(detail));
  const changed = ({ detail }: CustomEvent<DeviceEvents['change']>) => log(detail);
  devices.addEventListener('change', changed);
  devices.removeEventListener('change', changed);
  // @ts-expect-error there is no such kind
  devices.choose('camera');
}
