/**
 * Messages as JSON, and the only user of Jackson. {@code docs/protocol.md} is what {@link
 * dev.rtcrooms.json.JsonCodec} speaks.
 */
@NullMarked
package dev.rtcrooms.json;

import org.jspecify.annotations.NullMarked;
