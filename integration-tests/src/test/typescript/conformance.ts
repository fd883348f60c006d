// Compiles only if the declarations say what the code has, and nothing else. TypesTest copies modules with declarations to
// other names, because a declaration beside a module hides its code.
import * as code from './rtc-rooms/rtc-rooms-code.js';
import * as noMediaCode from './rtc-rooms/no-media-code.js';
import * as devicesCode from './rtc-rooms/devices-code.js';
import * as errors from './rtc-rooms/errors-code.js';
import * as declaredDevices from './rtc-rooms/devices.js';
import * as declaredNoMedia from './rtc-rooms/no-media.js';
import * as declared from './rtc-rooms/rtc-rooms.js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Without what the code inherits from EventTarget and the declaration narrows for each event. */
type Own<T> = Omit<T, 'addEventListener' | 'removeEventListener' | 'channel'>;

export const names: Record<string, true> = {
  exports: true satisfies Same<keyof typeof code, keyof typeof declared>,
  noMediaExports: true satisfies Same<keyof typeof noMediaCode, keyof typeof declaredNoMedia>,
  noMediaClient: true satisfies Same<keyof noMediaCode.RoomClient, keyof declaredNoMedia.RoomClient>,
  noMediaStatics: true satisfies Same<keyof typeof noMediaCode.RoomClient, keyof typeof declaredNoMedia.RoomClient>,
  devicesExports: true satisfies Same<keyof typeof devicesCode, keyof typeof declaredDevices>,
  devices: true satisfies Same<keyof devicesCode.Devices, keyof declaredDevices.Devices>,
  client: true satisfies Same<keyof code.RoomClient, keyof declared.RoomClient>,
  statics: true satisfies Same<keyof typeof code.RoomClient, keyof typeof declared.RoomClient>,
  openParameters: true satisfies Same<Parameters<typeof code.RoomClient.open>, Parameters<typeof declared.RoomClient.open>>,
  channel: true satisfies Same<keyof code.Channel, keyof declared.Channel>,
  closeCode: true satisfies Same<keyof typeof code.CloseCode, keyof typeof declared.CloseCode>,
  refusal: true satisfies Same<keyof errors.RefusalError, keyof declared.RefusalError>,
  closed: true satisfies Same<keyof errors.ClosedError, keyof declared.ClosedError>,
  tooLarge: true satisfies Same<keyof errors.TooLargeError, keyof declared.TooLargeError>,
  disconnected: true satisfies Same<keyof errors.DisconnectedError, keyof declared.DisconnectedError>,
  room: true satisfies Same<keyof errors.RoomError, keyof declared.RoomError>,
  channelParameters: true satisfies Same<
    Parameters<code.RoomClient['channel']>,
    Parameters<declared.RoomClient['channel']>
  >,
  parameters: true satisfies Same<
    ConstructorParameters<typeof code.RoomClient>,
    ConstructorParameters<typeof declared.RoomClient>
  >,
};

export function types(
  client: code.RoomClient,
  noMedia: noMediaCode.RoomClient,
  channel: code.Channel,
  devices: devicesCode.Devices,
  refusal: errors.RefusalError,
  closed: errors.ClosedError,
  tooLarge: errors.TooLargeError,
): [
  Own<declared.RoomClient>,
  Own<declared.RoomClient>,
  Own<declared.Channel>,
  Own<declaredDevices.Devices>,
  declared.RefusalError,
  declared.ClosedError,
  declared.TooLargeError,
] {
  return [client, noMedia, channel, devices, refusal, closed, tooLarge];
}
