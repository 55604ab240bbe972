// What all programs of the project share is known to every file of this one.

@_exported public import SluiceTerminal
