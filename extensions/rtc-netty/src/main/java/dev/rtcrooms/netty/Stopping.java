package dev.rtcrooms.netty;

/** The event that each channel gets when its transport stops. */
enum Stopping {
  NOW
}
