// The room Tandem.Console hides the name of the terminal's class.
global using Terminal = System.Console;
