package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The options of a command line, one after the other; for one thread. What is wrong with them
 * stands in an {@link IllegalArgumentException}.
 */
public final class Arguments {

  private final String help;
  private final ArrayDeque<String> rest;
  private String name = "";

  /**
   * All options are still to be read.
   *
   * @param help the command that explains them
   * @param arguments names, each followed by its value if it has one
   */
  public Arguments(String help, List<String> arguments) {
    this.help = help;
    rest = new ArrayDeque<>(arguments);
  }

  /**
   * Goes on to the next option.
   *
   * @return false if there is none
   */
  public boolean next() {
    if (rest.isEmpty()) {
      return false;
    }
    name = rest.remove();
    return true;
  }

  /**
   * Returns the name of the current option, which may be unknown.
   *
   * @return as it was given, with its hyphens
   */
  public String name() {
    return name;
  }

  /**
   * Reads the value of the current option, once.
   *
   * @return any text
   * @throws IllegalArgumentException if it lacks a value
   */
  public String value() {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(name + " lacks its value; see " + help);
    }
    return rest.remove();
  }

  /**
   * Reads the value of the current option, which is a list.
   *
   * @return what stands between the commas, at least one text
   * @throws IllegalArgumentException if it lacks a value
   */
  public List<String> values() {
    return List.of(value().split(",", -1));
  }

  /**
   * Reads the value of the current option, which is a whole number.
   *
   * @param least the smallest
   * @param most the largest
   * @return the number
   * @throws IllegalArgumentException if it lacks a value, or it is none of these numbers
   */
  public int whole(int least, int most) {
    String value = value();
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        name + " takes a whole number from " + least + " to " + most + ", not " + value);
  }

  /**
   * Reads the value of the current option, which is a number.
   *
   * @param least the smallest
   * @param most the largest
   * @return the number
   * @throws IllegalArgumentException if it lacks a value, or it is none of these numbers
   */
  public double number(double least, double most) {
    String value = value();
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        name + " takes a number from " + least + " to " + most + ", not " + value);
  }

  /**
   * Reads the file that the value of the current option names.
   *
   * @return its text, without white space at both ends
   * @throws IllegalArgumentException if it lacks a value, or the file cannot be read
   */
  public String content() {
    String file = value();
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " takes a readable file, not " + file, e);
    }
  }

  /**
   * Refuses the current option.
   *
   * @return to be thrown
   */
  public IllegalArgumentException unknown() {
    return new IllegalArgumentException(name + " is unknown; see " + help);
  }
}
