package dev.rtcrooms.netty;

/** Told to every channel when its transport stops. */
enum Stopping {
  NOW
}
