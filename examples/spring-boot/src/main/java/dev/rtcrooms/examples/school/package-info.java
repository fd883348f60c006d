/** A school whose lessons are rooms. */
package dev.rtcrooms.examples.school;
