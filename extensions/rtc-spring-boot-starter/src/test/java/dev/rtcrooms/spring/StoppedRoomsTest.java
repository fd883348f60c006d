package dev.rtcrooms.spring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients of an application that stops are told to come back. */
class StoppedRoomsTest {

  @ParameterizedTest
  @ValueSource(strings = {"graceful", "immediate"})
  void clientsHearThatTheServerStops(String shutdown) throws Exception {
    ConfigurableApplicationContext application =
        School.start(School.ON_TOMCAT, "server.shutdown=" + shutdown);

    Farewell.check(School.address(application), application::close);
  }
}
