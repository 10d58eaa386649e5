namespace RnnTrainer.Grouping;

/// <summary>The rows of the group that a cursor stands on; throws where it stands on none.</summary>
internal delegate SequenceRows CurrentRows();
