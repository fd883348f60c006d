/** RTP packets: headers, sequence numbers, loss, codecs. */
@NullMarked
package dev.rtcrooms.sfu.rtp;

import org.jspecify.annotations.NullMarked;
