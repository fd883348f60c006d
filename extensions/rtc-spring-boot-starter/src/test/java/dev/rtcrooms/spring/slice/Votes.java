package dev.rtcrooms.spring.slice;

import org.springframework.stereotype.Component;

/** Has only the method that it inherits. */
@Component
class Votes extends Tally {}
