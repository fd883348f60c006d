/** Messages as JSON. */
@NullMarked
package dev.rtcrooms.json;

import org.jspecify.annotations.NullMarked;
