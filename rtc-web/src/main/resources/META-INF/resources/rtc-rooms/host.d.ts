/** The types of a host's own commands and events: types of rtc-rooms.d.ts. */
import type { Message } from './room.js';

/**
 * The commands and events of a host's features, as a type for {@link RoomClient}. Each command has the type of its `fields`
 * and of the `data` of its reply; one without `fields` takes none. Each event has the type of its fields. Nothing checks at
 * run time that the server keeps to it.
 *
 * @example
 * interface Polls {
 *   commands: {
 *     poll: { fields: { question: string }; data: { poll: string } };
 *     'end-poll': { fields: { poll: string } };
 *   };
 *   events: { 'poll-ended': { poll: string; yes: number } };
 * }
 * const room = new RoomClient<Polls>(address);
 * const { data } = await room.command('poll', { question: 'Tea?' }); // data.poll is a string
 * room.addEventListener('message', ({ detail }) => {
 *   if (detail.type === 'poll-ended') show(detail.poll, detail.yes);
 * });
 */
export interface HostMessages {
  commands?: object;
  events?: object;
}

/** The commands that are declared. */
export type HostCommands<H extends HostMessages> = H extends { commands: infer C extends object } ? C : Record<never, never>;

/** The names of the commands that are declared. */
export type CommandType<H extends HostMessages> = keyof HostCommands<H> & string;

/** The fields of a command, as the rest of the parameters. */
export type CommandFields<H extends HostMessages, T extends CommandType<H>> = HostCommands<H>[T] extends {
  fields: infer F extends object;
}
  ? [fields: F]
  : [];

/** The data of the reply to a command. */
export type CommandData<H extends HostMessages, T extends CommandType<H>> = HostCommands<H>[T] extends {
  data: infer D extends object;
}
  ? D
  : Record<string, unknown>;

/** Any text if no messages are declared; otherwise nothing, so that a misspelt command does not compile. */
export type AnyCommand<H extends HostMessages> = HostMessages extends H ? string : never;

/** The events that are declared, each with its `type`; any message if none are. */
export type HostEvent<H extends HostMessages> = H extends { events: infer E extends object }
  ? { [T in keyof E & string]: Readonly<E[T]> & { readonly type: T } }[keyof E & string]
  : Message;
