/** Forwards the media of a room in the process of the host. */
package dev.rtcrooms.sfu;
