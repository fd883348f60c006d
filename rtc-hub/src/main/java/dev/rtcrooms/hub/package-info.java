/** The rooms of one process, put together from the packages below. */
@NullMarked
package dev.rtcrooms.hub;

import org.jspecify.annotations.NullMarked;
