/** Cameras, microphones and speakers: an entry of its own, which the client does not need. */

/**
 * Lists the devices of the page's user, remembers which ones were chosen, and opens these (W3C mediacapture-streams). A
 * page makes one, which lasts as long as the page. The choices are kept in localStorage, for all pages of the origin;
 * where that is forbidden, as long as the page.
 *
 * @example
 * const devices = new Devices();
 * await room.publish(await devices.open({ audio: true, video: true }));
 * devices.addEventListener('change', async () => show(await devices.list('videoinput')));
 * devices.addEventListener('lost', ({ detail }) => tell(detail.kind, detail.unplugged));
 */
export class Devices extends EventTarget {
  constructor();

  /**
   * Returns the devices of a kind that the browser names, in its order. Most browsers name none of a kind until the user
   * has allowed it. The event `change` says when to ask again.
   *
   * @throws TypeError if the kind is unknown
   */
  list(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]>;

  /**
   * Returns the id of the device that the user has chosen, also while it is unplugged; undefined if the browser chooses.
   *
   * @throws TypeError if the kind is unknown
   */
  chosen(kind: MediaDeviceKind): string | undefined;

  /**
   * Remembers a device. What is open stays as it is: {@link open} and {@link routeSound} use the choice.
   *
   * @param id {@link MediaDeviceInfo.deviceId}; omit it to let the browser choose
   * @throws TypeError if the kind is unknown, or the id is no string
   */
  choose(kind: MediaDeviceKind, id?: string): void;

  /**
   * Opens camera and microphone as `getUserMedia` does: the chosen ones, or others if the chosen ones are unplugged. A
   * `deviceId` of the constraints goes before the choice.
   *
   * @returns a stream whose tracks the page stops
   * @throws TypeError if nothing is asked for, or the page is not from https or localhost
   * @throws DOMException that of `getUserMedia`: `NotAllowedError`, `NotFoundError`, `NotReadableError` and others
   */
  open(constraints: MediaStreamConstraints): Promise<MediaStream>;

  /**
   * Lets an element play its sound on the chosen speaker; on the browser's own choice if that one is unplugged. Does
   * nothing where the browser does not let a page choose. Call it again after {@link choose}.
   *
   * @throws DOMException that of `setSinkId`, such as `NotAllowedError`
   */
  routeSound(element: HTMLMediaElement): Promise<void>;

  addEventListener<K extends keyof DeviceEvents>(
    type: K,
    listener: ((this: Devices, event: CustomEvent<DeviceEvents[K]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof DeviceEvents>(
    type: K,
    listener: ((this: Devices, event: CustomEvent<DeviceEvents[K]>) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** The `detail` of each event of {@link Devices}. */
export interface DeviceEvents {
  /** The lists may be different: a device came or went, or the user has allowed some. */
  change: Record<string, never>;
  /** A track that {@link Devices.open} has opened ended, and not by its `stop()`. */
  lost: LostDevice;
}

/** A device that sends no more. */
export interface LostDevice {
  readonly kind: 'audioinput' | 'videoinput';
  readonly track: MediaStreamTrack;
  /** Whether the device is gone, so that another may take its place; false if the user or the system took it back. */
  readonly unplugged: boolean;
}
