/** What clients and rooms say to each other, as records. */
@NullMarked
package dev.rtcrooms.message;

import org.jspecify.annotations.NullMarked;
