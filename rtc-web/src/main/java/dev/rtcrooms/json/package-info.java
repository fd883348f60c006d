/**
 * The JSON codec. This is the only package that uses Jackson. {@code docs/protocol.md} describes
 * the messages.
 */
@NullMarked
package dev.rtcrooms.json;

import org.jspecify.annotations.NullMarked;
