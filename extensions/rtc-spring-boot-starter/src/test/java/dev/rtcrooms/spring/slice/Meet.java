package dev.rtcrooms.spring.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application of which a test of its rooms leaves most out. */
@SpringBootApplication
class Meet {}
