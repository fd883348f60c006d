package dev.rtcrooms.examples.school;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the school: log in as ann, who teaches, or as bob or cem, who learn. */
@SpringBootApplication
public class SchoolApplication {

  /** Starts the server on port 8080, or on the one that {@code SERVER_PORT} names. */
  public static void main(String[] args) {
    SpringApplication.run(SchoolApplication.class, args);
  }
}
