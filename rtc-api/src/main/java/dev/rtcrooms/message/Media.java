package dev.rtcrooms.message;

/** The kinds of media that a client sends; any thread. */
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
