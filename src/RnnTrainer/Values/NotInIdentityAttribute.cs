namespace RnnTrainer.Values;

/// <summary>
/// An option that a run may change when it goes on from a checkpoint: it changes no number, or last digits only (the engine), or the
/// network's description, the data's fingerprint or the seed says it already.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotInIdentityAttribute : Attribute;
