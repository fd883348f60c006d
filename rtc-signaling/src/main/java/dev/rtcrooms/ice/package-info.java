/** The STUN and TURN servers that clients are told of, and credentials for them. */
@NullMarked
package dev.rtcrooms.ice;

import org.jspecify.annotations.NullMarked;
