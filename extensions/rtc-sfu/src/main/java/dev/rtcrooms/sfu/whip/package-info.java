/** Publishers and players over HTTP (WHIP and WHEP). */
@NullMarked
package dev.rtcrooms.sfu.whip;

import org.jspecify.annotations.NullMarked;
