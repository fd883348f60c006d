/** ICE candidates, servers and TURN credentials. */
@NullMarked
package dev.rtcrooms.ice;

import org.jspecify.annotations.NullMarked;
