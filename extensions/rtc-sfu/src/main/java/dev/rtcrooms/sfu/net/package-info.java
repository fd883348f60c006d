/** UDP, threads, and the transport of one peer connection. */
@NullMarked
package dev.rtcrooms.sfu.net;

import org.jspecify.annotations.NullMarked;
