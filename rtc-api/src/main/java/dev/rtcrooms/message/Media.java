package dev.rtcrooms.message;

/** What a client sends of its user; any thread. */
public enum Media {
  /** The microphone. */
  AUDIO,
  /** The camera. */
  VIDEO,
  /** The screen. */
  SCREEN,
  /** All of these. */
  ALL
}
