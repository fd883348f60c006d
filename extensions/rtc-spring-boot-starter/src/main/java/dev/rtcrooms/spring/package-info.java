/** Rooms in an application with Spring Boot. */
@NullMarked
package dev.rtcrooms.spring;

import org.jspecify.annotations.NullMarked;
