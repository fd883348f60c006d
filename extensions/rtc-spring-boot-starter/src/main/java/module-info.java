import org.jspecify.annotations.NullMarked;

/** Auto-configuration of rooms in a servlet application with Spring Boot. */
@NullMarked
module dev.rtcrooms.spring {
  requires transitive dev.rtcrooms.jakarta;
  requires static transitive org.jspecify;
  requires static jakarta.servlet;
  requires static jakarta.websocket;
  requires micrometer.observation;
  requires org.slf4j;
  requires spring.aop;
  requires spring.beans;
  requires spring.boot;
  requires spring.boot.autoconfigure;
  requires spring.context;
  requires spring.core;
  requires static spring.security.core;
  requires static dev.rtcrooms.micrometer;
  requires static dev.rtcrooms.sfu;
  requires static dev.rtcrooms.testkit;
  requires static spring.boot.actuator;
  requires static spring.boot.test;
  requires static spring.test;
  requires static org.junit.jupiter.api;

  exports dev.rtcrooms.spring;

  opens dev.rtcrooms.spring;
}
