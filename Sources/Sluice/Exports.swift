// One import gives a user of the library all that its interface speaks of.

@_exported public import SluiceModel
@_exported public import SluicePayloads
@_exported public import SluicePolicies
@_exported public import SluiceRules
