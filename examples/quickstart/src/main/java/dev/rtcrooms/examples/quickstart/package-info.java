/** A server with rooms, chat, viewers and video, from one command. */
@NullMarked
package dev.rtcrooms.examples.quickstart;

import org.jspecify.annotations.NullMarked;
