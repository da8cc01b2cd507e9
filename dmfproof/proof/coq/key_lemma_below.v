(* Made by `dmfproof export key_lemma_below --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (b : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_V b n') end.
Lemma seq_V_0 : forall (b : R), seq_V b 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (b : R) (n' : nat), seq_V b (S n') = (b)*(seq_V b n'). Proof. reflexivity. Qed.

Fixpoint seq_Q (q : R) (n' : nat) : R := match n' with O => q | S n' => (q)*(seq_Q q n') end.
Lemma seq_Q_0 : forall (q : R), seq_Q q 0 = q. Proof. reflexivity. Qed.
Lemma seq_Q_S : forall (q : R) (n' : nat), seq_Q q (S n') = (q)*(seq_Q q n'). Proof. reflexivity. Qed.

Fixpoint seq_E (b2 : R) (n' : nat) : R := match n' with O => b2 | S n' => (b2)*(seq_E b2 n') end.
Lemma seq_E_0 : forall (b2 : R), seq_E b2 0 = b2. Proof. reflexivity. Qed.
Lemma seq_E_S : forall (b2 : R) (n' : nat), seq_E b2 (S n') = (b2)*(seq_E b2 n'). Proof. reflexivity. Qed.

Fixpoint seq_H (g : R) (n' : nat) : R := match n' with O => g | S n' => (g)*(seq_H g n') end.
Lemma seq_H_0 : forall (g : R), seq_H g 0 = g. Proof. reflexivity. Qed.
Lemma seq_H_S : forall (g : R) (n' : nat), seq_H g (S n') = (g)*(seq_H g n'). Proof. reflexivity. Qed.

Fixpoint seq_S (b : R) (q : R) (n' : nat) : R := match n' with O => q^2 + b^2 | S n' => (q^2)*(seq_S b q n') + b^4*(seq_V b n')^2 end.
Lemma seq_S_0 : forall (b : R) (q : R), seq_S b q 0 = q^2 + b^2. Proof. reflexivity. Qed.
Lemma seq_S_S : forall (b : R) (q : R) (n' : nat), seq_S b q (S n') = (q^2)*(seq_S b q n') + b^4*(seq_V b n')^2. Proof. reflexivity. Qed.

Fixpoint seq_Z (b : R) (y : R) (n' : nat) : R := match n' with O => b^2 + y | S n' => (b^2 + y)*(seq_Z b y n') end.
Lemma seq_Z_0 : forall (b : R) (y : R), seq_Z b y 0 = b^2 + y. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (b : R) (y : R) (n' : nat), seq_Z b y (S n') = (b^2 + y)*(seq_Z b y n'). Proof. reflexivity. Qed.

Fixpoint seq_O (q : R) (y : R) (n' : nat) : R := match n' with O => q^2 + y | S n' => (q^2 + y)*(seq_O q y n') end.
Lemma seq_O_0 : forall (q : R) (y : R), seq_O q y 0 = q^2 + y. Proof. reflexivity. Qed.
Lemma seq_O_S : forall (q : R) (y : R) (n' : nat), seq_O q y (S n') = (q^2 + y)*(seq_O q y n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (b : R) (n' : nat), seq_V b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Q_is : forall (q : R) (n' : nat), seq_Q q n' = (q) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_Q_0; unfold power_sum; simpl; ring|]. rewrite seq_Q_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_E_is : forall (b2 : R) (n' : nat), seq_E b2 n' = (b2) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_E_0; unfold power_sum; simpl; ring|]. rewrite seq_E_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_H_is : forall (g : R) (n' : nat), seq_H g n' = (g) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_H_0; unfold power_sum; simpl; ring|]. rewrite seq_H_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem key_lemma_below_sequences : forall (a b q lam eta a2 b2 g y : R) (n' : nat),
  0 < (a) ->
  0 < (b) ->
  0 < (q) ->
  0 <= (eta) ->
  (q*(seq_Q q n') - (a*b*(seq_V b n'))) = 0 ->
  0 <= (lam - (a*b*(seq_V b n'))) ->
  (a2 - a - eta*b*(seq_V b n')*(lam - (a*b*(seq_V b n')))) = 0 ->
  (b2 - b - eta*a*(seq_V b n')*(lam - (a*b*(seq_V b n')))) = 0 ->
  (g - q - eta*(seq_Q q n')*(lam - q*(seq_Q q n'))) = 0 ->
  (y - eta*(a*b*(seq_V b n'))*(lam - (a*b*(seq_V b n')))) = 0 ->
  0 <= (a2*(seq_E b2 n') - g*(seq_H g n')).
Proof.
  intros a b q lam eta a2 b2 g y n' F_a_pos F_b_pos F_q_pos F_eta_nonneg F_root F_below F_a_step F_b_step F_g_step F_shift.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_V_pos : forall m', 0 < ((seq_V b m'))).
  { induction m' as [|m' F_V_pos_m].
  - assert (E : ((seq_V b 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_V b (S m'))) = (0 + (((seq_V b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_V_pos_m F_b_pos))).
  }
  assert (F_p_pos : forall m', 0 < ((a*b*(seq_V b m')))).
  { intro m'. 
    assert (E : ((a*b*(seq_V b m'))) = (0 + (((seq_V b m')) * ((a) * (b)))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_V_pos m') (Rmult_lt_0_compat _ _ F_a_pos F_b_pos)))).
  }
  assert (F_y_nonneg : 0 <= (y)).
  { 
    assert (E : (y) = (0 + ((lam - (a*b*(seq_V b n'))) * ((eta) * ((a*b*(seq_V b n')))))) + (0 + (1) * (y - eta*(a*b*(seq_V b n'))*(lam - (a*b*(seq_V b n')))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_shift)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_below (Rmult_le_pos _ _ F_eta_nonneg (Rlt_le _ _ (F_p_pos n')))))).
  }
  assert (F_b_shifted : (b2*b - b^2 - y) = 0).
  { 
    assert (E : (b2*b - b^2 - y) = 0 + ((0 + (b) * (b2 - b - eta*a*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) + (-1) * (y - eta*(a*b*(seq_V b n'))*(lam - (a*b*(seq_V b n')))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_b_step)) (zero_times _ _ F_shift)) (eq_refl 0)).
  }
  assert (F_a_shifted : (a2*a - a^2 - y) = 0).
  { 
    assert (E : (a2*a - a^2 - y) = 0 + ((0 + (a) * (a2 - a - eta*b*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) + (-1) * (y - eta*(a*b*(seq_V b n'))*(lam - (a*b*(seq_V b n')))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_a_step)) (zero_times _ _ F_shift)) (eq_refl 0)).
  }
  assert (F_g_shifted : (g*q - q^2 - y) = 0).
  { 
    assert (E : (g*q - q^2 - y) = 0 + (((0 + (q) * (g - q - eta*(seq_Q q n')*(lam - q*(seq_Q q n')))) + (-1) * (y - eta*(a*b*(seq_V b n'))*(lam - (a*b*(seq_V b n'))))) + (eta*lam - (seq_Q q n')*eta*q - (seq_V b n')*a*b*eta) * (q*(seq_Q q n') - (a*b*(seq_V b n'))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_g_step)) (zero_times _ _ F_shift)) (zero_times _ _ F_root)) (eq_refl 0)).
  }
  assert (F_Z_is : forall m', ((seq_Z b y m') - (seq_E b2 m')*b*(seq_V b m')) = 0).
  { induction m' as [|m' F_Z_is_m].
  - assert (E : ((seq_Z b y 0%nat) - (seq_E b2 0%nat)*b*(seq_V b 0%nat)) = 0 + (0 + (-1) * (b2*b - b^2 - y))) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_b_shifted)) (eq_refl 0)).
  - assert (E : ((seq_Z b y (S m')) - (seq_E b2 (S m'))*b*(seq_V b (S m'))) = 0 + ((0 + (b*b2) * ((seq_Z b y m') - (seq_E b2 m')*b*(seq_V b m'))) + (-(seq_Z b y m')) * (b2*b - b^2 - y))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_Z_is_m)) (zero_times _ _ F_b_shifted)) (eq_refl 0)).
  }
  assert (F_O_is : forall m', ((seq_O q y m') - (seq_H g m')*(seq_Q q m')) = 0).
  { induction m' as [|m' F_O_is_m].
  - assert (E : ((seq_O q y 0%nat) - (seq_H g 0%nat)*(seq_Q q 0%nat)) = 0 + (0 + (-1) * (g*q - q^2 - y))) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_g_shifted)) (eq_refl 0)).
  - assert (E : ((seq_O q y (S m')) - (seq_H g (S m'))*(seq_Q q (S m'))) = 0 + ((0 + (g*q) * ((seq_O q y m') - (seq_H g m')*(seq_Q q m'))) + (-(seq_O q y m')) * (g*q - q^2 - y))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_O_is_m)) (zero_times _ _ F_g_shifted)) (eq_refl 0)).
  }
  assert (F_Z_nonneg : forall m', 0 <= ((seq_Z b y m'))).
  { induction m' as [|m' F_Z_nonneg_m].
  - assert (E : ((seq_Z b y 0%nat)) = ((0 + ((1) * (Rsqr (b)))) + (y)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    assert (K0 : 0 <= (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rle_0_sqr (b)))) F_y_nonneg)).
  - assert (E : ((seq_Z b y (S m'))) = ((0 + (((seq_Z b y m')) * (Rsqr (b)))) + (((seq_Z b y m')) * (y))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Z_nonneg_m (Rle_0_sqr (b)))) (Rmult_le_pos _ _ F_Z_nonneg_m F_y_nonneg))).
  }
  assert (F_Q_pos : forall m', 0 < ((seq_Q q m'))).
  { induction m' as [|m' F_Q_pos_m].
  - assert (E : ((seq_Q q 0%nat)) = (0 + (q)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_q_pos)).
  - assert (E : ((seq_Q q (S m'))) = (0 + (((seq_Q q m')) * (q))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_Q_pos_m F_q_pos))).
  }
  assert (F_S_nonneg : forall m', 0 <= ((seq_S b q m'))).
  { induction m' as [|m' F_S_nonneg_m].
  - assert (E : ((seq_S b q 0%nat)) = ((0 + ((1) * (Rsqr (q)))) + ((1) * (Rsqr (b)))) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    assert (K0 : 0 <= (1)) by lra.
    assert (K1 : 0 <= (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rle_0_sqr (q)))) (Rmult_le_pos _ _ K1 (Rle_0_sqr (b))))).
  - assert (E : ((seq_S b q (S m'))) = ((0 + ((1) * (Rsqr (b^2*(seq_V b m'))))) + (((seq_S b q m')) * (Rsqr (q)))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    assert (K0 : 0 <= (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rle_0_sqr (b^2*(seq_V b m'))))) (Rmult_le_pos _ _ F_S_nonneg_m (Rle_0_sqr (q))))).
  }
  assert (F_secant : forall m', (q^2*(seq_Q q m')^2 - b^4*(seq_V b m')^2 - (q^2 - b^2)*(seq_S b q m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (q^2*(seq_Q q 0%nat)^2 - b^4*(seq_V b 0%nat)^2 - (q^2 - b^2)*(seq_S b q 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (q^2*(seq_Q q (S m'))^2 - b^4*(seq_V b (S m'))^2 - (q^2 - b^2)*(seq_S b q (S m'))) = 0 + (0 + (q^2) * (q^2*(seq_Q q m')^2 - b^4*(seq_V b m')^2 - (q^2 - b^2)*(seq_S b q m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_raised : forall m', 0 <= ((q^2*(seq_Q q m')^2 + y*b^2*(seq_V b m')^2)*(seq_Z b y m') - (q^2 + y)*(seq_O q y m')*b^2*(seq_V b m')^2)).
  { induction m' as [|m' F_raised_m].
  - assert (E : ((q^2*(seq_Q q 0%nat)^2 + y*b^2*(seq_V b 0%nat)^2)*(seq_Z b y 0%nat) - (q^2 + y)*(seq_O q y 0%nat)*b^2*(seq_V b 0%nat)^2) = (0 + ((y) * (Rsqr (q^2 - b^2)))) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_Q_0 q), ?(seq_E_0 b2), ?(seq_H_0 g), ?(seq_S_0 b q), ?(seq_Z_0 b y), ?(seq_O_0 q y); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_y_nonneg (Rle_0_sqr (q^2 - b^2))))).
  - assert (E : ((q^2*(seq_Q q (S m'))^2 + y*b^2*(seq_V b (S m'))^2)*(seq_Z b y (S m')) - (q^2 + y)*(seq_O q y (S m'))*b^2*(seq_V b (S m'))^2) = (((0 + (((q^2*(seq_Q q m')^2 + y*b^2*(seq_V b m')^2)*(seq_Z b y m') - (q^2 + y)*(seq_O q y m')*b^2*(seq_V b m')^2) * (Rsqr (q*b)))) + (((q^2*(seq_Q q m')^2 + y*b^2*(seq_V b m')^2)*(seq_Z b y m') - (q^2 + y)*(seq_O q y m')*b^2*(seq_V b m')^2) * ((y) * (Rsqr (b))))) + (((seq_S b q m')) * (((seq_Z b y m')) * ((y) * (Rsqr (q^2 - b^2)))))) + (0 + (-(seq_Z b y m')*b^2*y + (seq_Z b y m')*q^2*y) * (q^2*(seq_Q q m')^2 - b^4*(seq_V b m')^2 - (q^2 - b^2)*(seq_S b q m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_Q_S q m'), ?(seq_E_S b2 m'), ?(seq_H_S g m'), ?(seq_S_S b q m'), ?(seq_Z_S b y m'), ?(seq_O_S q y m'); identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant m'))) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_raised_m (Rle_0_sqr (q*b)))) (Rmult_le_pos _ _ F_raised_m (Rmult_le_pos _ _ F_y_nonneg (Rle_0_sqr (b))))) (Rmult_le_pos _ _ (F_S_nonneg m') (Rmult_le_pos _ _ (F_Z_nonneg m') (Rmult_le_pos _ _ F_y_nonneg (Rle_0_sqr (q^2 - b^2))))))).
  }
  assert (F_shifted : 0 <= ((a^2 + y)*(seq_Z b y n') - (q^2 + y)*(seq_O q y n'))).
  { 
    assert (E : ((b) * ((b) * (((seq_V b n')) * (((seq_V b n')) * ((a^2 + y)*(seq_Z b y n') - (q^2 + y)*(seq_O q y n')))))) = (0 + ((q^2*(seq_Q q n')^2 + y*b^2*(seq_V b n')^2)*(seq_Z b y n') - (q^2 + y)*(seq_O q y n')*b^2*(seq_V b n')^2)) + (0 + (-(seq_Q q n')*(seq_Z b y n')*q - (seq_V b n')*(seq_Z b y n')*a*b) * (q*(seq_Q q n') - (a*b*(seq_V b n'))))) by (identity).
    exact (divide _ _ (F_V_pos n') (divide _ _ (F_V_pos n') (divide _ _ F_b_pos (divide _ _ F_b_pos (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_root)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_raised n'))))))).
  }
  assert (F_key : 0 <= (a2*(seq_E b2 n') - g*(seq_H g n'))).
  { 
    assert (E : (((a*b*(seq_V b n'))) * (a2*(seq_E b2 n') - g*(seq_H g n'))) = (0 + ((a^2 + y)*(seq_Z b y n') - (q^2 + y)*(seq_O q y n'))) + (((((0 + ((seq_Z b y n')) * (a2*a - a^2 - y)) + (-(seq_O q y n')) * (g*q - q^2 - y)) + (-a*a2) * ((seq_Z b y n') - (seq_E b2 n')*b*(seq_V b n'))) + ((seq_H g n')*g) * (q*(seq_Q q n') - (a*b*(seq_V b n')))) + (g*q) * ((seq_O q y n') - (seq_H g n')*(seq_Q q n')))) by (identity).
    exact (divide _ _ (F_p_pos n') (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (zero_plus _ _ (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_a_shifted)) (zero_times _ _ F_g_shifted)) (zero_times _ _ (F_Z_is n'))) (zero_times _ _ F_root)) (zero_times _ _ (F_O_is n'))) (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_shifted))).
  }
  exact (F_key).
Qed.

Theorem key_lemma_below : forall (N : nat) (a b q lam eta a2 b2 g y : R), (2 <= N)%nat ->
  0 < (a) ->
  0 < (b) ->
  0 < (q) ->
  0 <= (eta) ->
  (q*((q) ^ (N - 1)) - (a*b*((b) ^ (N - 2)))) = 0 ->
  0 <= (lam - (a*b*((b) ^ (N - 2)))) ->
  (a2 - a - eta*b*((b) ^ (N - 2))*(lam - (a*b*((b) ^ (N - 2))))) = 0 ->
  (b2 - b - eta*a*((b) ^ (N - 2))*(lam - (a*b*((b) ^ (N - 2))))) = 0 ->
  (g - q - eta*((q) ^ (N - 1))*(lam - q*((q) ^ (N - 1)))) = 0 ->
  (y - eta*(a*b*((b) ^ (N - 2)))*(lam - (a*b*((b) ^ (N - 2))))) = 0 ->
  0 <= (a2*((b2) ^ (N - 1)) - g*((g) ^ (N - 1))).
Proof.
  intros N a b q lam eta a2 b2 g y HN F_a_pos F_b_pos F_q_pos F_eta_nonneg F_root F_below F_a_step F_b_step F_g_step F_shift.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((b) ^ (N - 2)) = (seq_V b (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DQ : ((q) ^ (N - 1)) = (seq_Q q (N - 2))) by (rewrite seq_Q_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DE : ((b2) ^ (N - 1)) = (seq_E b2 (N - 2))) by (rewrite seq_E_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DH : ((g) ^ (N - 1)) = (seq_H g (N - 2))) by (rewrite seq_H_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_a_pos.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_b_pos.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_q_pos.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_eta_nonneg.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_root.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_below.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_a_step.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_b_step.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_g_step.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH in F_shift.
  rewrite ?DN, ?DV, ?DQ, ?DE, ?DH.
  exact (key_lemma_below_sequences a b q lam eta a2 b2 g y (N - 2) F_a_pos F_b_pos F_q_pos F_eta_nonneg F_root F_below F_a_step F_b_step F_g_step F_shift).
Qed.

Print Assumptions key_lemma_below.
