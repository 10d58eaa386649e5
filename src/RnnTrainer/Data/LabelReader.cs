namespace RnnTrainer.Data;

/// <summary>Reads the labels of a cursor's rows into <see cref="Targets"/>.</summary>
internal abstract class LabelReader
{
    /// <summary>Reads the label of the row that the cursor stands on.</summary>
    /// <returns>False where it is missing: of steps, where each is.</returns>
    public abstract bool Read();

    /// <summary>Adds the label that was read to the targets.</summary>
    /// <param name="timeSteps">Steps of the row's sequence.</param>
    /// <param name="room">Steps that the row's vector has room for; what is beyond the sequence is left out. Null: just those.</param>
    /// <returns>False where each of these steps lacks a label; then nothing was added.</returns>
    /// <exception cref="RnnRowException">There are not as many labels as steps.</exception>
    public abstract bool Add(int timeSteps, int? room);
}
