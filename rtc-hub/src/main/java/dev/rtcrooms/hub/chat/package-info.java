/** Chat. */
@NullMarked
package dev.rtcrooms.hub.chat;

import org.jspecify.annotations.NullMarked;
